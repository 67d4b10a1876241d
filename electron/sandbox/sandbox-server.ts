/** Where the sandbox seems to be: a name that no network knows. */
export const sandboxServer = 'https://sandbox.invalid'
