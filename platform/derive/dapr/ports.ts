// Which ports a service and its sidecar have where all of them share one machine.
export interface PortsOfService {
  /** The service's routes. */
  readonly service: number;
  /** Events come in here, from this machine only. */
  readonly intake: number;
  readonly sidecar: number;
  readonly sidecarGrpc: number;
  readonly sidecarInternal: number;
  readonly sidecarMetrics: number;
}
export const PORTS_EACH = 6;

/** The ports of the service at a place in the list, from a first port on. */
export function portsAt(place: number, first: number): PortsOfService {
  const at = (offset: number) => first + place * PORTS_EACH + offset;
  return {
    service: at(0),
    intake: at(1),
    sidecar: at(2),
    sidecarGrpc: at(3),
    sidecarInternal: at(4),
    sidecarMetrics: at(5),
  };
}
