// How a report looks: readable on paper, on a phone, and in the dark.
export const STYLE = `
:root{color-scheme:light dark;--line:#8884;--fault:#dc262622}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.05rem;margin:1.5rem 0 .3rem}
.hypothesis{font-size:1.05rem}
b.kept,td.kept{color:#16a34a}b.missed,td.missed{color:#dc2626}b.unsteady{color:#d97706}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
td,th{text-align:left;padding:.25rem .5rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
figure{margin:1.2rem 0}figcaption{font-weight:600}small,.facts,.legend{color:#888;font-weight:400}
svg{width:100%;height:auto}svg text{font-size:11px;fill:#888}
polyline{fill:none;stroke-width:1.6;stroke-linejoin:round}.grid{stroke:var(--line)}
.fault{fill:var(--fault)}.blow{stroke:#dc2626}
.legend span{margin-right:.9rem;white-space:nowrap}.legend i{display:inline-block;width:.7rem;height:.7rem;margin-right:.3rem;border-radius:2px}
`;
