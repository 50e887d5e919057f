/** The service as logs, and the namespace and one dimension as metrics name it. */
export const SERVICE = "ssmtrail";
