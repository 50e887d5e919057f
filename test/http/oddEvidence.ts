const PREFIX = "[sagemaker ssm logs][model]";

/** What the recordings don't hold: lines that fit no known kind, a foreign announcement, text of no session. */
export const ODD_EVIDENCE = {
  messageType: "DATA_MESSAGE",
  owner: "111122223333",
  logGroup: "/aws/sagemaker/Endpoints/odd-one",
  logStream: "AllTraffic/i-0fedcba9876543210/ssm",
  subscriptionFilters: ["ssmtrail"],
  logEvents: [
    "a line without the prefix",
    "[sagemaker ssm logs][model a broken prefix",
    `${PREFIX} {"eventVersion":"1.0","sessionData":`,
    `${PREFIX} 2026-11-21 09:00:00.1234 INFORMATION of no level`,
    `${PREFIX} Target ID: sagemaker-endpoint:another_AllTraffic_i-0fedcba9876543210_model`,
    `${PREFIX} root@model:/# cat /etc/passwd`,
    `${PREFIX} root:x:0:0:root:/root:/bin/bash`,
    `${PREFIX} root@model:/# `,
  ].map((message, n) => ({
    id: `3901795${String(n).padStart(49, "0")}`,
    timestamp: Date.parse("2026-11-21T09:00:00Z") + n * 1_000,
    message,
  })),
};
