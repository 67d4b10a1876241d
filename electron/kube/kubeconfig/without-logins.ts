/** What a token in a path looks like: a JSON Web Token, or a long run of letters and digits that isn't a UUID. */
const token =
  /^(eyJ[\w-]{5,}(\.[\w-]*)*|(?=[\w-]*\d)(?=[\w-]*[A-Za-z])(?!(?:[\da-f]+-){4}[\da-f]+$)[\w-]{32,})$/i

/**
 * The address of a server or proxy in the form that may be shown: without user, password, query and fragment, and
 * without path segments that look like a token or a login. From a text that isn't a URL it removes everything up to the
 * last `@`.
 */
export function shownAddress(address: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?([^]*)$/i.exec(address) ?? []
  const isUrl = URL.canParse(scheme === '' ? `http://${address}` : address)
  const withoutLogin = rest.replace(isUrl ? /^[^/?#]*@/ : /^[^]*@/, '')
  // A path can also be a mistyped login, such as `https:///admin:pw@host`.
  const withoutQuery = withoutLogin.replace(/[?#;][^]*$/, '').replace(/(?<=\/)[^]*[^/]@/, '***@')
  const [host = '', ...path] = withoutQuery.split('/')
  return scheme + [host, ...path.map((part) => (token.test(part) ? '***' : part))].join('/')
}

/**
 * A kubeconfig's name in the form that may be shown: it applies `shownAddress` to URLs and removes stand-alone queries.
 * A plain `user@cluster` stays unchanged.
 */
export function withoutLogins(name: string): string {
  return name
    .replace(/[a-z][a-z0-9+.-]*:\/\/\S*/gi, shownAddress)
    .replace(/\?[^\s=?]+=\S*/g, '')
    .replace(/\beyJ[\w-]{5,}\.[\w-]+(\.[\w-]*)*/g, '***')
}

/**
 * The shown form of each name in the kubeconfig. Forms are unique: if two would be equal, the later one gets a number.
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
