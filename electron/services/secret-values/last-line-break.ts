/** An SSH key with the line break after its last line, without which ssh does not read it; all else as it is. */
export const withLastLineBreak = (bytes: Buffer): Buffer =>
  lacksLastLineBreak(bytes) ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes

/** The last line of a private key is there and no line break after it. */
export const lacksLastLineBreak = (bytes: Uint8Array): boolean =>
  /-----END [A-Z0-9 ]*PRIVATE KEY-----[ \t]*$|^Private-(?:MAC|Hash): [0-9a-f]+$/m.test(
    Buffer.from(bytes.subarray(-256)).toString('latin1').split('\n').at(-1) ?? '',
  )
