/**
 * Writes continuously like a running application, four writes at a time, each on its worker's own objects: creates,
 * describes, rotates, releases and claims credentials. Prints a line after each attempt. Ends after this many, unless
 * it is killed before. Arguments: kubeconfig, user data folder, namespace, its project, seed, most writes, first name.
 */
import { join } from 'node:path'
import { createConnection } from '../../../electron/kube/connection.ts'
import { claimOwnFiles } from '../../../electron/services/own-files.ts'
import { failureOf } from '../../../shared/failure.ts'
import { knowProject } from '../open-project.ts'
import { openWizard } from '../open-wizard.ts'
import { createRandom } from '../recovery/random.ts'

const [kubeconfig = '', userData = '', namespace = '', project = '', seed = '', most = '', prefix = ''] =
  process.argv.slice(2)
const random = createRandom(Number(seed))
await claimOwnFiles(userData, join(userData, 'home'))
const application = await openWizard(
  { connect: createConnection, adminKubeconfig: kubeconfig },
  { record: join(userData, 'activity') },
)
await knowProject(application, namespace)
const { context, life, rotation, wizard } = application
const place = { scope: { kind: 'project', id: project }, namespace } as const
const common = { context, place, dryRun: false, type: 'password' } as const
let left = Number(most)

/** Every write has a unique description, so that the cluster's content identifies it. */
const description = () => `write ${process.pid} ${random.below(2 ** 31)}`

async function writeOnce(name: string): Promise<void> {
  const [looked] = await life.look({ context, credentials: [{ namespace, name }] })
  const named = { ...common, name: `Credential ${name}`, description: description() }
  const code = looked?.failure?.code
  if (code === 'secret-gone') {
    await wizard.create({ ...named, kubernetesName: name, values: { username: 'robot', password: 'x' } })
  } else if (code === 'credential-released') {
    const { resourceVersion } = await wizard.check({ ...common, name, registryUrl: '' })
    await wizard.claim({ ...named, secret: { name, resourceVersion } })
  } else if (looked?.state != null) {
    const { kubernetesName: _, uid, resourceVersion } = looked.state
    const credential = { namespace, name, uid, resourceVersion }
    const told = { signal: new AbortController().signal, send: () => undefined }
    const choice = random.next()
    if (choice < 0.15) await life.release({ context, credentials: [credential] }, told)
    else if (choice < 0.4) {
      const values = { password: `FAKE-${random.below(2 ** 31)}` }
      await rotation.rotate({ context, credentials: [credential], values, dryRun: false }, told)
    } else await life.describe({ context, credential, name: named.name, description: named.description })
  }
}

async function work(worker: number): Promise<void> {
  while (left > 0) {
    left -= 1
    await writeOnce(`${prefix}${worker}-${random.below(5)}`).catch((error: unknown) => {
      // Someone else was faster. The list may not know the latest write yet.
      if (failureOf(error) === null) throw error
    })
    process.stdout.write('.\n')
  }
}
await Promise.all([0, 1, 2, 3].map(work))
await application.stop()
