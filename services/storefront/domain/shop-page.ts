// The front page: where a newcomer starts to look around.
export const SHOP_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Millrace</title>
    <style>
      body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>Millrace</h1>
      <p>
        An order is accepted in milliseconds; everything else happens by events, each service at its own pace, with
        nothing lost and nothing done twice.
      </p>
      <ul>
        <li><a href="/order-history/user-5678">The orders of user-5678</a></li>
        <li><a href="/products">The catalogue</a></li>
        <li><a href="/topology">Which service hears what</a></li>
        <li><a href="/openapi.json">The HTTP interface</a></li>
        <li><a href="/asyncapi.json">The events</a></li>
      </ul>
    </main>
  </body>
</html>
`;
