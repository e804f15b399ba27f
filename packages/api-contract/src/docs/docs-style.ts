/** Of the page at `/docs`: a list beside the text, one above the other on a phone; light or dark as the device asks. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d3dae0, #262b31); --soft: light-dark(#f3f5f7, #16191d); --ink-2: light-dark(#47525d, #a9b3bd); }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; display: grid; grid-template-columns: 20rem minmax(0, 1fr); font: 0.9375rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #0c0e11); color: light-dark(#0c1116, #f3f6f8); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1rem 1.25rem; border-inline-end: 1px solid var(--line); background: var(--soft); }
nav p { margin: 0; font-weight: 700; }
nav h2 { margin: 1rem 0 0.25rem; font-size: 0.8125rem; color: var(--ink-2); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: 0.125rem 0; text-decoration: none; overflow-wrap: anywhere; font-size: 0.8125rem; }
main { padding: 1.5rem 2rem 4rem; max-width: 60rem; min-width: 0; }
a { color: inherit; }
h2 { margin: 2.5rem 0 0.5rem; }
section { padding: 1rem 0; border-top: 1px solid var(--line); }
section:target, tr:target { background: var(--soft); }
h3 { margin: 0; font-size: 1.0625rem; overflow-wrap: anywhere; }
section p { margin: 0.375rem 0; overflow-wrap: anywhere; }
section p:last-child a { white-space: nowrap; margin-inline-end: 0.5rem; }
section p:last-child { font-size: 0.8125rem; color: var(--ink-2); }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
i { font-style: normal; color: var(--ink-2); }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
th, td { text-align: start; vertical-align: top; font-weight: 400; padding: 0.25rem 1rem 0.25rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { width: 14rem; }
td:nth-of-type(1):not(:last-child) { width: 4.5rem; color: var(--ink-2); }
b { font-size: 0.75rem; }
.GET { color: light-dark(#0a6245, #45e0a0); } .POST { color: light-dark(#4336b8, #ada2ff); }
.PATCH { color: light-dark(#7f4500, #ffbb55); } .DELETE { color: light-dark(#a0182f, #ff8590); }
@media (max-width: 48rem) {
  body { display: block; }
  nav { position: static; height: auto; border-inline-end: 0; border-bottom: 1px solid var(--line); }
  nav li a { padding: 0.625rem 0; }
  main { padding: 1rem; }
  th { width: 8rem; }
}
`;
