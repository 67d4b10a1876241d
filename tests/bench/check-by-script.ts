/**
 * What an administrator's script does with `kubectl get … -o json`: finds values that end with a line break, values in
 * pods or ConfigMaps of the namespace, and secrets that share a value. Reads three files; prints how many secrets it
 * checked, and how many had findings. Usage: node check-by-script.ts SECRETS PODS CONFIGMAPS
 */
import { readFileSync } from 'node:fs'

interface Item {
  metadata: { name: string; namespace: string }
  data?: Record<string, string>
}

const itemsOf = (file: string | undefined) =>
  (JSON.parse(readFileSync(file ?? '', 'utf8')) as { items: Item[] }).items
const [secrets = [], pods = [], maps = []] = process.argv.slice(2).map(itemsOf)

const textsOf = new Map<string, string[]>()
for (const item of [...pods, ...maps]) {
  const { namespace } = item.metadata
  textsOf.set(namespace, [...(textsOf.get(namespace) ?? []), JSON.stringify(item)])
}
const holders = new Map<string, Set<Item>>()
const found = new Set<Item>()
for (const secret of secrets) {
  for (const [key, base64] of Object.entries(secret.data ?? {})) {
    // Of a login only the password, otherwise everything except the username.
    const text = Buffer.from(base64, 'base64').toString('utf8')
    const values =
      key === '.dockerconfigjson'
        ? Object.values((JSON.parse(text) as { auths: Record<string, { password: string }> }).auths).map(
            ({ password }) => password,
          )
        : ['User', 'AccessKeyId'].includes(key)
          ? []
          : [text]
    for (const value of values) {
      if (value.endsWith('\n')) found.add(secret)
      if (textsOf.get(secret.metadata.namespace)?.some((each) => each.includes(value)) === true)
        found.add(secret)
      holders.set(value, (holders.get(value) ?? new Set()).add(secret))
    }
  }
}
for (const sharing of holders.values()) if (sharing.size > 1) for (const secret of sharing) found.add(secret)
process.stdout.write(JSON.stringify({ checked: secrets.length, found: found.size }))
