const INSTANCE = /^i-[0-9a-f]{8,17}$/;

/** An EC2 instance ID: 17 hexadecimal digits, 8 in old accounts. */
export const isInstance = (text: string): boolean => INSTANCE.test(text);
