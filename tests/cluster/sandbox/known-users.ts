import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { createAdministrator, type Caller, type PolicyRule } from '../../../electron/sandbox/sandbox.ts'
import type { PolicyRule as UserRule, UserRules } from '../users.ts'

/** The header in which the server passes the user to the sandbox. */
export const userHeader = 'x-remote-user'

/** A user to create or to change. */
export interface NewUser {
  name: string
  rules: UserRules
}

/** The known users: the administrators, and everyone that a test created. */
export interface KnownUsers {
  /** The user of a request, by its token or client certificate. `null`: unknown. */
  nameOf: (request: IncomingMessage) => string | null
  isAdministrator: (user: string | null) => boolean
  /** Creates a user, or changes what it may do. Returns a token, and earlier ones stay valid. */
  add: (user: NewUser) => string
  /** The permissions of the user that the server named or the token contains. */
  callerOf: (request: { header: (name: string) => string }) => Caller | null
}

const administrators = 'system:masters'

/** Starts with those in a kube-apiserver's token file. */
export function createUsers(tokenFile: string): KnownUsers {
  const byToken = new Map<string, string>()
  const callers = new Map<string, Caller>()
  const admins = new Set<string>()
  const addAdministrator = (name: string) => {
    admins.add(name)
    callers.set(name, createAdministrator(name, false))
  }
  for (const [token = '', name = ''] of tokenFile.split('\n').map((line) => line.split(','))) {
    if (token === '') continue
    byToken.set(token, name)
    addAdministrator(name)
  }
  const nameOfCertificate = (socket: Socket) => {
    if (!(socket instanceof TLSSocket) || !socket.authorized) return null
    const { subject } = socket.getPeerCertificate()
    const name = String(subject.CN)
    if ([subject.O].flat().includes(administrators)) addAdministrator(name)
    return name
  }
  return {
    nameOf: ({ headers, socket }) => {
      const token = tokenOf(headers.authorization ?? '')
      return token === null ? nameOfCertificate(socket) : (byToken.get(token) ?? null)
    },
    isAdministrator: (user) => user !== null && admins.has(user),
    add: ({ name, rules }) => {
      const token = randomBytes(24).toString('hex')
      byToken.set(token, name)
      callers.set(name, createCaller(name, rules))
      return token
    },
    callerOf: ({ header }) => {
      // Without the server in between, a request only has its token.
      const user = header(userHeader) || byToken.get(tokenOf(header('authorization')) ?? '')
      if (user === undefined) return null
      // A user who is only known by certificate has everyone's permissions.
      return callers.get(user) ?? createCaller(user, {})
    },
  }
}

const tokenOf = (authorization: string): string | null => /^Bearer (.+)$/.exec(authorization)?.[1] ?? null

function createCaller(user: string, { clusterRules = [], namespaceRules = {} }: UserRules): Caller {
  const own = Object.entries(namespaceRules).map(([name, rules]) => [name, rules.map(withGroups)] as const)
  return {
    user,
    clusterRules: clusterRules.map(withGroups),
    namespaceRules: Object.fromEntries(own),
    pathRules: [],
  }
}

const withGroups = (rule: UserRule): PolicyRule => ({ ...rule, apiGroups: rule.apiGroups ?? [''] })
