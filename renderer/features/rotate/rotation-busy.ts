/** The question before closing during a rotation. */
export const rotationBusy = {
  text: 'The rotation is still running. It continues if you close this.',
  leave: 'Close anyway',
}
