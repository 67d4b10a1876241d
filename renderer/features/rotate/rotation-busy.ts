/** What is asked before a rotation that is being written is closed. */
export const rotationBusy = {
  text: 'The rotation isn’t finished. If you close this, what was begun goes on.',
  leave: 'Close anyway',
}
