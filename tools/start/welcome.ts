// What a newcomer reads after `make start`.
interface Running {
  readonly url: string;
  readonly administratorToken: string;
}

const ORDER = `{
  "userId": "user-5678",
  "customerEmail": "ada@example.com",
  "items": [{ "sku": "SKU-1", "quantity": 2 }],
  "paymentToken": "tok_ok",
  "shippingAddress": { "name": "Ada Example", "line1": "1 Mill Lane", "city": "Berlin", "postalCode": "10115", "country": "DE" }
}`;

export const welcome = ({ url, administratorToken }: Running, isTokenGiven: boolean): string => `
Millrace is running: ${url}

Place an order:

  curl -i ${url}/orders -H 'content-type: application/json' -d '${ORDER}'

It answers 202 at once with an orderId and the status PENDING. Then, by events and on its own:
stock is set aside (CONFIRMED), the order is priced and paid, a parcel goes out (COMPLETED), points are earned, mail is sent.

  curl ${url}/orders/<orderId>                  where it stands, and how it got there
  curl ${url}/timelines/<orderId>               every event that it caused, service by service
  curl '${url}/notifications?orderId=<orderId>' the mail that went out
  curl ${url}/inventory/SKU-1                   stock: available, reserved, sold
  curl ${url}/order-history/user-5678           the read model; add ?via=events to ask over the bus
  curl -N ${url}/events                         the live stream of events
  curl ${url}/topology                          who listens to what

The administrator's token${isTokenGiven ? " is the ADMIN_TOKEN that you set" : `: ${administratorToken}`}
Stop with Ctrl+C.
`;
