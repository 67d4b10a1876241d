/**
 * What a person would write to find the pods that use a Secret: reads `kubectl get … -o json` from standard input and
 * prints the number of users by owners. Usage: kubectl get … -o json | node usage-script.ts NAME
 */
import { text } from 'node:stream/consumers'

interface Item {
  kind: string
  metadata: { name: string; uid: string; ownerReferences?: { uid: string; kind: string; name: string }[] }
  spec?: { template?: { spec?: unknown } }
}

const [wanted = ''] = process.argv.slice(2)
const { items } = JSON.parse(await text(process.stdin)) as { items: Item[] }
const byUid = new Map(items.map((item) => [item.metadata.uid, item]))
const users = new Map<string, number>()

function rootOf(item: Item): string {
  const owner = item.metadata.ownerReferences?.[0]
  if (owner === undefined) return `${item.kind}/${item.metadata.name}`
  const found = byUid.get(owner.uid)
  return found === undefined ? `${owner.kind}/${owner.name}` : rootOf(found)
}
for (const item of items) {
  const spec = JSON.stringify(item.kind === 'Pod' ? item.spec : (item.spec?.template?.spec ?? {}))
  if (!spec.includes(`"${wanted}"`)) continue
  users.set(rootOf(item), (users.get(rootOf(item)) ?? 0) + (item.kind === 'Pod' ? 1 : 0))
}
const pods = [...users.values()].reduce((sum, count) => sum + count, 0)
process.stdout.write(`${JSON.stringify({ users: users.size, pods })}\n`)
