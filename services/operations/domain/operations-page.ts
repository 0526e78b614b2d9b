// Where an operator starts to look around.
export const OPERATIONS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Millrace – operations</title>
    <style>
      body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>Operations</h1>
      <ul>
        <li><a href="/events?from=start">Events as they happen</a></li>
        <li><a href="/topology">Services, events, and who tells whom</a></li>
        <li><a href="/topology?format=mermaid">The same as a diagram</a></li>
        <li><a href="/services">Which services run</a></li>
        <li><a href="/asyncapi.json">The events (AsyncAPI)</a></li>
        <li><a href="/openapi.json">The HTTP interface (OpenAPI)</a></li>
      </ul>
      <p>With the administrator's token: <code>GET /dead-letters</code>, <code>POST /replay</code>.</p>
    </main>
  </body>
</html>
`;
