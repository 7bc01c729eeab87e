// CRC-32, by which names and words are spread over files: the same as zlib.crc32 in builder/explorer/.
export function crc32(texte) {
  let reste = -1;
  for (const octet of new TextEncoder().encode(texte)) {
    reste ^= octet;
    for (let bit = 0; bit < 8; bit++) reste = (reste >>> 1) ^ (reste & 1 ? 0xedb88320 : 0);
  }
  return (reste ^ -1) >>> 0;
}
