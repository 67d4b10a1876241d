/** Prepares the test cluster on this machine (it may install and build), and says what it found. */
import { findKubectl, findServer } from './find-server.ts'

const say = (line: string) => console.log(line)

try {
  const server = await findServer({ say })
  await findKubectl({ say })
  say(`Test cluster: ${server.source}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
