const LENGTH = /^[0-9]{50,60}$/;
const LOWER_BITS = 144n;

/**
 * The time (epoch milliseconds) that an event ID of CloudWatch Logs' own making holds above 144 other
 * bits; null for an ID of another shape. Undocumented; so it is in AWS's samples: 1396035378988 in
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html, 1432826855000 in
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
export const idTime = (id: string): number | null =>
  LENGTH.test(id) ? Number(BigInt(id) >> LOWER_BITS) : null;
