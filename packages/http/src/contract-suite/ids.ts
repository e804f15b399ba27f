/** Fixed ids: the very same bytes go to both servers. The last digits say which. */
export const suiteId = (n: number): string => `018f3a5c-7b2e-7c11-8a44-${n.toString(16).padStart(12, "0")}`;

export const UNKNOWN = suiteId(0xdead);
export const STATION_1 = suiteId(1);
export const STATION_2 = suiteId(2);
export const STATION_3 = suiteId(3);
export const TEA = suiteId(10);
export const PACKAGE = suiteId(11);
export const SESSION_1 = suiteId(20);
export const SESSION_2 = suiteId(21);
export const SESSION_3 = suiteId(22);
export const SESSION_4 = suiteId(23);
export const SESSION_5 = suiteId(24);
export const ORDER_1 = suiteId(30);
export const ORDER_2 = suiteId(31);
export const CHARGE_1 = suiteId(40);
export const CHARGE_2 = suiteId(41);
export const TRANSFER = suiteId(50);
export const CLOSING_1 = suiteId(60);
export const CLOSING_2 = suiteId(61);
export const CLOSING_5 = suiteId(62);
export const PAYMENT_1 = suiteId(70);
export const PAYMENT_2 = suiteId(71);
export const FREEZE = suiteId(80);
export const RESUME = suiteId(81);
export const PAIRING = suiteId(90);
