/** What is asked before a rotation that is being written is closed. */
export const rotationBusy = {
  text: 'The rotation is still running. It continues if you close this.',
  leave: 'Close anyway',
}
