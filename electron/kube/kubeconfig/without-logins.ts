/** What a token in a path looks like: a JSON Web Token, or long letters and digits that are no UUID. */
const token =
  /^(eyJ[\w-]{5,}(\.[\w-]*)*|(?=[\w-]*\d)(?=[\w-]*[A-Za-z])(?!(?:[\da-f]+-){4}[\da-f]+$)[\w-]{32,})$/i

/**
 * The address of a server or proxy as it may be shown: without user, password, query and fragment, and without parts of
 * its path that look like a token or a login. A text that is not an address loses everything up to its last `@`.
 */
export function shownAddress(address: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?([^]*)$/i.exec(address) ?? []
  const isUrl = URL.canParse(scheme === '' ? `http://${address}` : address)
  const withoutLogin = rest.replace(isUrl ? /^[^/?#]*@/ : /^[^]*@/, '')
  // What reads as a path may be a login that was written wrong, such as `https:///admin:pw@host`.
  const withoutQuery = withoutLogin.replace(/[?#;][^]*$/, '').replace(/(?<=\/)[^]*[^/]@/, '***@')
  const [host = '', ...path] = withoutQuery.split('/')
  return scheme + [host, ...path.map((part) => (token.test(part) ? '***' : part))].join('/')
}

/**
 * A name of a kubeconfig as it may be shown: addresses in it as `shownAddress` has them, and without a query that
 * stands by itself. A plain `user@cluster` stays as it is.
 */
export function withoutLogins(name: string): string {
  return name
    .replace(/[a-z][a-z0-9+.-]*:\/\/\S*/gi, shownAddress)
    .replace(/\?[^\s=?]+=\S*/g, '')
    .replace(/\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)*/g, '***')
}

/**
 * How names are shown, by the name in the kubeconfig. Each stays one of its own: where two would be told alike, the later
 * one gets a number.
 */
export function shownNames(names: Iterable<string>): Map<string, string> {
  const all = [...new Set(names)]
  const taken = new Set(all.filter((name) => withoutLogins(name) === name))
  return new Map(
    all.map((name) => {
      const plain = withoutLogins(name)
      if (plain === name) return [name, name]
      let shown = plain
      for (let count = 2; shown === '' || taken.has(shown); count += 1) shown = `${plain} (${count})`.trim()
      taken.add(shown)
      return [name, shown]
    }),
  )
}
