// What a newcomer reads after `make start`.
interface Running {
  readonly url: string;
  readonly administratorToken: string;
}

/** The body of the first order that somebody places. */
export const FIRST_ORDER = `{
  "userId": "user-5678",
  "customerEmail": "ada@example.com",
  "items": [{ "sku": "SKU-1", "quantity": 2 }],
  "paymentToken": "tok_ok",
  "shippingAddress": { "name": "Ada Example", "line1": "1 Mill Lane", "city": "Berlin", "postalCode": "10115", "country": "DE" }
}`;

const IN_MEMORY =
  "Everything is in this process's memory and gone when it ends. Ctrl+C stops it. README.md tells more.";

/** What stands behind # stays in the browser: no server and no log sees it. */
const controlRoom = (url: string, token: string | undefined): string =>
  `${url}/operations${token === undefined ? "" : `#token=${token}`}`;

/** A token that somebody has chosen is not repeated, because terminals are logged. */
export const welcome = ({ url, administratorToken }: Running, isTokenGiven: boolean, place = IN_MEMORY): string => `
Millrace is running: ${url}

  ${url}              the shop: press "Place an order", and watch it move
  ${controlRoom(url, isTokenGiven ? undefined : administratorToken)}
                                     the control room: events on their way, and ways to break things

Or place an order in a second terminal:

  curl -i ${url}/orders -H 'content-type: application/json' -d '${FIRST_ORDER}'

It answers 202 at once, with an orderId and the status PENDING. The rest happens by events, each service by itself: stock is set
aside (CONFIRMED), the order is priced and paid and a parcel goes out (COMPLETED), points are earned, three mails are written.

Look at it, with the orderId that you got:

  ORDER=paste-it-here
  curl ${url}/orders/$ORDER                      where it stands, and how it got there
  curl ${url}/timelines/$ORDER                   every event about it, and what caused it
  curl "${url}/notifications?orderId=$ORDER"     the mails that went out
  curl ${url}/inventory/SKU-1                    stock: available, reserved, sold
  curl ${url}/order-history/user-5678            all orders of this user
  curl -N ${url}/events                          events as they happen; Ctrl+C ends it

Stop a service, order again, and start it:

  TOKEN='${isTokenGiven ? "the ADMIN_TOKEN that you set" : administratorToken}'
  curl -X POST ${url}/services/inventory/stop -H "authorization: Bearer $TOKEN"
  curl -X POST ${url}/services/inventory/start -H "authorization: Bearer $TOKEN"

${place}
`;
