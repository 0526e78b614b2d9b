// The rights that every container gives up, so that a namespace can enforce the restricted Pod Security Standard.
import type { k8s } from "cdk8s-plus-27";

/** A user that no image knows, so nothing of an image belongs to it. */
const NOBODY = 65_532;

export const podSecurity = (user: number = NOBODY): k8s.PodSecurityContext => ({
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
});

export const containerSecurity: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};
