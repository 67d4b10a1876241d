/**
 * The report's style: a sheet of paper, both on the screen and in print. Words and signs convey everything that colours
 * do.
 */
export const reportStyle = `
@page { size: A4; margin: 16mm 16mm 18mm;
  @bottom-left { content: "Differences in credentials"; font: 8pt sans-serif; color: #68655e; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #68655e; } }
:root { color-scheme: only light; }
* { box-sizing: border-box; }
html { background: #e7e5e0; color: #1d1c1a; font: 12px/17px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { max-width: 210mm; margin: 24px auto; padding: 16mm; background: #fff; border: 1px solid #d6d3cc; overflow-wrap: break-word; }
h1, h2, p, ul, dl, dd { margin: 0; }
h1 { font-size: 24px; line-height: 30px; letter-spacing: -0.015em; }
h2 { font-size: 14px; line-height: 20px; break-after: avoid; }
.brand { font-weight: 600; padding-bottom: 10px; border-bottom: 1px solid #d6d3cc; margin-bottom: 22px; }
.lead { font-size: 13px; line-height: 20px; color: #504d47; margin-top: 4px; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin-top: 18px; }
.sides section { border: 1px solid #d6d3cc; border-radius: 8px; padding: 11px 12px; color: #504d47; min-width: 0; }
.sides h2 { font-size: 12px; line-height: 18px; color: #1d1c1a; margin-bottom: 2px; }
.letter { display: inline-block; width: 18px; border-radius: 5px; background: #0b6682; color: #fff; font-size: 11px; text-align: center; margin-right: 4px; }
.mono { display: block; font: 11px/16px ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; color: #68655e; }
.counts { display: flex; flex-wrap: wrap; list-style: none; margin-top: 12px; padding: 0; border: 1px solid #d6d3cc; border-radius: 8px; }
.counts li { flex: auto; padding: 9px 12px; color: #504d47; white-space: nowrap; }
.counts b { font-size: 15px; color: #1d1c1a; }
.sign { display: inline-block; min-width: 12px; font-weight: 600; text-align: center; }
.added .sign { color: #1c7443; }
.removed .sign { color: #af271f; }
.changed .sign { color: #0b6682; }
.unmatched .sign { color: #865000; }
dl { display: grid; grid-template-columns: 132px 1fr; row-gap: 3px; margin-top: 14px; }
dt, .quiet { color: #68655e; }
.quiet { font-weight: 400; }
main > section { margin-top: 24px; }
.note { color: #504d47; margin-top: 2px; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin-top: 6px; }
thead { display: table-header-group; }
th, td { padding: 6px 10px 6px 0; text-align: left; vertical-align: top; font-weight: 400; white-space: pre-wrap; }
thead th { color: #68655e; padding-block: 5px; border-bottom: 1px solid #8e8a82; }
th:first-child { width: 34%; }
tbody { break-inside: avoid; border-bottom: 1px solid #e7e5e0; }
tbody tr + tr td { padding-top: 0; }
b, b i { font-weight: 600; }
.changed th:nth-child(2) { width: 15%; }
.unmatched th:first-child { width: 8%; }
.unmatched th:nth-child(2) { width: 10%; }
.unmatched th:nth-child(3) { width: 44%; }
del { color: #af271f; }
del i { display: inline-block; }
ins { color: #1c7443; text-decoration: none; }
footer { margin-top: 24px; padding: 12px 14px; background: #faf9f7; border: 1px solid #e7e5e0; border-radius: 8px; color: #504d47; break-inside: avoid; }
footer h2 { font-size: 12px; line-height: 17px; color: #1d1c1a; }
footer p + p { margin-top: 4px; }
@media (max-width: 640px) {
  body { margin: 0; padding: 16px; border: 0; }
  .sides, dl { grid-template-columns: 1fr; }
  dd { margin-bottom: 6px; }
  table, tbody, tr, th, td { display: block; width: auto; }
  thead { display: none; }
  th:first-child, .unmatched th:nth-child(3) { width: auto; }
  tbody th, tbody td, tbody tr + tr td { padding: 2px 0; }
  tbody { padding: 6px 0; }
}
@media print {
  html { background: none; }
  body { max-width: none; margin: 0; padding: 0; border: 0; }
}
`
