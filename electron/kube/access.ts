import { X509Certificate } from 'node:crypto'
import { failureOf } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import { fieldsOf } from './core/models.ts'
import type {
  Untrusted,
  V1SelfSubjectAccessReview,
  V1SelfSubjectReview,
  V1SelfSubjectReviewStatus,
  V1SubjectAccessReviewStatus,
  V1UserInfo,
} from './core/models.ts'
import { readPem } from './kubeconfig/pem.ts'
import type { ResolvedContext } from './kubeconfig/resolved-context.ts'

/** Posts a request that changes nothing, such as a review. */
type Post = (path: string, body: object) => Promise<unknown>

/** A permission. An empty namespace means all namespaces, an empty group the core group. */
export interface Access {
  verb: string
  group?: string
  resource: string
  namespace: string
}

/** Asks the cluster whether this user has a permission. */
export async function askAccess(
  post: Post,
  { verb, group = '', resource, namespace }: Access,
): Promise<{ allowed: boolean; reason: string }> {
  const answer = await post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        ...{ verb, resource },
        ...(group === '' ? {} : { group }),
        ...(namespace === '' ? {} : { namespace }),
      },
    },
  } satisfies V1SelfSubjectAccessReview)
  const { status }: Untrusted<V1SelfSubjectAccessReview> = fieldsOf(answer)
  const { allowed, reason }: Untrusted<V1SubjectAccessReviewStatus> = fieldsOf(status)
  return {
    allowed: allowed === true,
    reason: typeof reason === 'string' ? reason.slice(0, 500) : '',
  }
}

const reviewVersions = ['v1', 'v1beta1']
/** Errors of a cluster that doesn't support the request. */
const unanswered = new Set<FailureCode | undefined>(['not-found', 'forbidden', 'refused', 'invalid'])

/**
 * The name by which the cluster knows this user. Clusters before 1.27 can't be asked: for them it is the name in the
 * client certificate, the name in a service account's token, or else the user's name in the kubeconfig.
 */
export async function askWhoIAm(post: Post, context: ResolvedContext): Promise<string> {
  for (const version of reviewVersions) {
    try {
      const apiVersion = `authentication.k8s.io/${version}`
      const answer = await post(`/apis/${apiVersion}/selfsubjectreviews`, {
        apiVersion,
        kind: 'SelfSubjectReview',
      } satisfies V1SelfSubjectReview)
      const name = userNameIn(answer)
      if (name !== '') return name
    } catch (error) {
      if (!unanswered.has(failureOf(error)?.code)) throw error
    }
  }
  return (await nameInCertificate(context)) || accountInToken(context) || context.user
}

function userNameIn(answer: unknown): string {
  const { status }: Untrusted<V1SelfSubjectReview> = fieldsOf(answer)
  const { userInfo }: Untrusted<V1SelfSubjectReviewStatus> = fieldsOf(status)
  const { username }: Untrusted<V1UserInfo> = fieldsOf(userInfo)
  return typeof username === 'string' ? username : ''
}

async function nameInCertificate({
  clientCertificate,
  name,
  impersonation,
}: ResolvedContext): Promise<string> {
  if (impersonation !== null) return impersonation.user
  if (clientCertificate === null) return ''
  const certificate = new X509Certificate(await readPem(clientCertificate.certificate, name))
  const { CN } = certificate.toLegacyObject().subject
  return (Array.isArray(CN) ? CN.at(-1) : CN) ?? ''
}

/** Only for service accounts: the cluster maps the users of other tokens by claims and prefixes that it chooses. */
const accountName = /^system:serviceaccount:[a-z0-9.-]{1,63}:[a-z0-9.-]{1,253}$/

function accountInToken({ signIn, impersonation }: ResolvedContext): string {
  if (signIn.kind !== 'token' || impersonation !== null) return ''
  try {
    const claims = Buffer.from(signIn.token.split('.')[1] ?? '', 'base64url').toString('utf8')
    const { sub } = fieldsOf(JSON.parse(claims))
    return typeof sub === 'string' && accountName.test(sub) ? sub : ''
  } catch {
    return ''
  }
}
