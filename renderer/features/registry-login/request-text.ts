import type { LoginRequest } from '../../../shared/registry-login.ts'

const carried: Readonly<Record<LoginRequest['carries'], string>> = {
  nothing: 'no login',
  login: 'the login',
  token: 'the token',
}

/** One request of a test: its target, what it carried, and how it was sent. */
export function requestText(request: LoginRequest): { line: string; detail: string } {
  const { method, host, path, carries, role, isEncrypted, proxy, status } = request
  return {
    line: `${method} ${isEncrypted ? 'https' : 'http'}://${host}${path}`,
    detail: [
      `with ${carried[carries]}`,
      role === 'token-service' ? 'the token service' : '',
      isEncrypted ? '' : 'not encrypted',
      proxy === '' ? '' : `through ${proxy}`,
      status === 0 ? 'no answer' : `HTTP ${status}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  }
}
