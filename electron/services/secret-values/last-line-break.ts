/** Adds the line break after the last line of an SSH key, which ssh requires. Returns everything else unchanged. */
export const withLastLineBreak = (bytes: Buffer): Buffer =>
  lacksLastLineBreak(bytes) ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes

/** Whether the last line of a private key has no line break. */
export const lacksLastLineBreak = (bytes: Uint8Array): boolean =>
  /-----END [A-Z0-9 ]*PRIVATE KEY-----[ \t]*$|^Private-(?:MAC|Hash): [0-9a-f]+$/m.test(
    Buffer.from(bytes.subarray(-256)).toString('latin1').split('\n').at(-1) ?? '',
  )
