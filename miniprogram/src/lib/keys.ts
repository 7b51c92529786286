/** Keys that make a thing happen once, however often it is sent. */

/** 32 hexadecimal digits. Uniqueness is all that is asked of them; they protect nothing. */
export function newKey(): string {
  const digits: string[] = [Date.now().toString(16)];
  while (digits.join("").length < 32) {
    digits.push(Math.floor(Math.random() * 0x100000000).toString(16));
  }
  return digits.join("").slice(0, 32);
}
