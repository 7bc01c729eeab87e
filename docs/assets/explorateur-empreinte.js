// CRC-32, by which names and words are spread over files: the same as zlib.crc32 in builder/explorer/.
export function crc32(text) {
  let rest = -1;
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ -1) >>> 0;
}
