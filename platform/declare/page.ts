// A page as a service serves it: one document, and files whose names change with their content.
export interface PageFile {
  readonly type: string;
  readonly text: string;
}
export interface BuiltPage {
  readonly html: string;
  /** Changes with the document. */
  readonly etag: string;
  readonly files: Readonly<Record<string, PageFile>>;
}

/** Only what the service itself serves; nothing inline, nothing from elsewhere, in nobody's frame. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const documentReply = ({ html, etag }: BuiltPage) => ({
  headers: {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
    etag,
  },
  body: html,
});

/** A name never gets another content, so nobody has to ask for it twice. */
export const fileReply = (name: string, { type, text }: PageFile) => ({
  headers: { "content-type": type, "cache-control": "public, max-age=31536000, immutable", etag: `"${name}"` },
  body: text,
});
