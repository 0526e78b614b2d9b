// The wheel in the water, with the product's name.
export const Mark = ({ href }: { href: string }) => (
  <a class="mark" href={href}>
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <circle cx="16" cy="13" r="7" />
      <path d="M16 3v20M6 13h20M9 6l14 14M23 6 9 20" stroke-width="1.4" />
      <path d="M2 26c4.7-3.5 9.3-3.5 14 0s9.3 3.5 14 0" />
    </svg>
    Millrace
  </a>
);
