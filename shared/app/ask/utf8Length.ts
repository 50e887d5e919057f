/** Bytes in UTF-8, by unit: half a pair counts half of its four, so that parts add up to the whole. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n);
    const single = unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
    bytes += unit < 0x80 ? 1 : single;
  }
  return bytes;
}
