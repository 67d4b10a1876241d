/** The sandbox's address: a name that no network resolves. */
export const sandboxServer = 'https://sandbox.invalid'
