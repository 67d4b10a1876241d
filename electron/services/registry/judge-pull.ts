import type { ImageName } from '../../../shared/image-name.ts'
import type { PullVerdict } from '../../../shared/registry-login.ts'
import { pullLimitOf } from './answer-words.ts'
import type { Answer } from './ask-server.ts'
import { Ended, type LoginSession } from './login-session.ts'
import { answerChallenge, type LetThrough } from './sign-in-at.ts'

/**
 * Finds out whether the login may pull an image: requests the headers of its manifest, as a node does before a pull.
 * Gets a new token, since tokens contain their permissions. `isTaken`: the registry has already accepted the login.
 */
export async function judgePull(
  session: LoginSession,
  base: URL,
  { repository, reference, isTaken }: ImageName & { isTaken: boolean },
): Promise<{ pull: PullVerdict; by: LetThrough['by'] }> {
  const url = new URL(`/v2/${repository}/manifests/${reference}`, base)
  const name = `${repository}${reference.includes(':') ? '@' : ':'}${reference}`
  const told = (kind: PullVerdict['kind'], answer: Pick<Answer, 'status' | 'header'>) => ({
    image: name,
    kind,
    status: answer.status,
    limit: pullLimitOf(answer),
  })
  const untold = (kind: PullVerdict['kind'], status: number) => told(kind, { status, header: () => '' })
  try {
    const first = await session.step({ role: 'registry', url, method: 'HEAD', carries: 'nothing' })
    if (first.status !== 401) return { pull: told(kindOf(first.status, true), first), by: 'not-asked' }
    const { answer, by } = await answerChallenge(session, { url, method: 'HEAD', first })
    return { pull: told(kindOf(answer.status, false), answer), by }
  } catch (error) {
    if (!isTaken || !(error instanceof Ended)) throw error
    const { outcome } = error
    // The login was accepted before, so this only concerns the image.
    if (outcome.kind === 'wrong-login') return { pull: untold('denied', 401), by: 'not-asked' }
    if (outcome.kind === 'forbidden') return { pull: untold('denied', 403), by: 'not-asked' }
    if (outcome.kind === 'redirected' || outcome.kind === 'server-error' || outcome.kind === 'no-token')
      return { pull: untold('unclear', outcome.status), by: 'not-asked' }
    throw error
  }
}

function kindOf(status: number, isForAnyone: boolean): PullVerdict['kind'] {
  if (status === 200) return isForAnyone ? 'anyone' : 'allowed'
  if (status === 404) return 'not-found'
  return status === 401 || status === 403 ? 'denied' : 'unclear'
}
