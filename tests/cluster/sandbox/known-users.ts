import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { createAdministrator, type Caller, type PolicyRule } from '../../../electron/sandbox/sandbox.ts'
import type { PolicyRule as UserRule, UserRules } from '../users.ts'

/** The header by which the server tells the sandbox who asks. */
export const userHeader = 'x-remote-user'

/** A user to be made. */
export interface NewUser {
  name: string
  rules: UserRules
}

/** Who may ask: the administrators, and everyone that a test has made. */
export interface KnownUsers {
  /** Tells by its token or client certificate who sends a request; `null`: no one that is known. */
  nameOf: (request: IncomingMessage) => string | null
  isAdministrator: (user: string | null) => boolean
  /** Makes a user and gives the token. */
  add: (user: NewUser) => string
  /** The rights of the user that the server named or the token contains. */
  callerOf: (request: { header: (name: string) => string }) => Caller | null
}

const administrators = 'system:masters'

/** Begins with those of a kube-apiserver's token file. */
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
      // What comes without a server in between has the token alone.
      const user = header(userHeader) || byToken.get(tokenOf(header('authorization')) ?? '')
      if (user === undefined) return null
      // Whoever is known by a certificate alone may do what everyone may.
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
