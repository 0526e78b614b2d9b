// The envelope in which every event travels: CloudEvents 1.0 with the extensions that this platform sets.
export interface CloudEvent<Data extends object = object> {
  readonly specversion: "1.0";
  /** UUIDv7; the same on every delivery, replay and redrive. */
  readonly id: string;
  readonly type: string;
  /** The publishing service, as `/order`. */
  readonly source: string;
  /** What the event is about (an orderId, a sku, a userId); the partition key. */
  readonly subject: string;
  /** RFC 3339. */
  readonly time: string;
  readonly datacontenttype: "application/json";
  /** W3C trace context, carried from the HTTP request to the last consumer. */
  readonly traceparent: string;
  /** The trace id of `traceparent`; set because some sidecars replace both when it is missing. */
  readonly traceid: string;
  /** The id of the event or request that caused this one. */
  readonly causationid: string;
  /** The id of the event or request at the start of the chain. */
  readonly correlationid: string;
  readonly data: Data;
}
