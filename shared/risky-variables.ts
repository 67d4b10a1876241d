/** What environment variables can make a program do that its arguments don't show. */
const risks: readonly (readonly [pattern: RegExp, does: string])[] = [
  [/^(PATH|PATHEXT|COMSPEC)$/, 'Can run other programs'],
  [/^(LD|DYLD|_RLD|LDR)_.+$/, 'Loads extra code'],
  [/^(GCONV_PATH|GLIBC_TUNABLES|MALLOC_.+|OPENSSL_(CONF|ENGINES|MODULES)|SSL_MODULE.*)$/, 'Loads extra code'],
  [/^(NODE_OPTIONS|NODE_PATH|NODE_REPL_.+|NODE_EXTRA_.+|ELECTRON_.+|BUN_.+|DENO_.+)$/, 'Loads extra code'],
  [
    /^(GTK.*_MODULES|GIO_.*MODULE.*|QT_.*PLUGIN.*|LOCPATH|NIX_LD.*|P11_KIT_.+|__PYVENV_.+)$/,
    'Loads extra code',
  ],
  [/^(NPM_CONFIG_.+|YARN_.+)$/, 'Runs other commands'],
  [/^(PYTHON.+|PERL5?.*|RUBY.+|GEM_.+|BUNDLE_.+|LUA_.+|PHP.+|R_.+|TCL.+)$/, 'Loads extra code'],
  [/^(_?JAVA_.+|JDK_.+|CLASSPATH|DOTNET_.+|CORECLR_.+|COR_.+|MONO_.+|GODEBUG)$/, 'Loads extra code'],
  [
    /^(BASH_ENV|ENV|ZDOTDIR|FPATH|PROMPT_COMMAND|PS4|BASH_FUNC_.+|SHELLOPTS|BASHOPTS|PSMODULEPATH)$/,
    'Runs code at startup',
  ],
  [/^(IFS|CDPATH|GLOBIGNORE)$/, 'Changes how commands are read'],
  [/^(GIT_.+|SSH_.+|SUDO_.+|HG.+|SVN_.+)$/, 'Runs other commands'],
  [
    /^(SHELL|EDITOR|VISUAL|PAGER|BROWSER|LESSOPEN|LESSCLOSE|MANPAGER|.+_(EDITOR|PAGER|ASKPASS))$/,
    'Runs other commands',
  ],
  [/^(HOME|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|XDG_.+|TMPDIR|TEMP|TMP)$/, 'Uses other settings'],
  [
    /^(AWS_(CONFIG_FILE|SHARED_CREDENTIALS_FILE)|CLOUDSDK_(CONFIG|PYTHON.*)|AZURE_(CONFIG_DIR|EXTENSION_DIR)|KUBECONFIG|KRB5.+|CURL_HOME|WGETRC|DOCKER_CONFIG|GOOGLE_APPLICATION_CREDENTIALS)$/,
    'Uses other settings',
  ],
  [/^(.*_PROXY|AWS_ENDPOINT_URL.*|AZURE_AUTHORITY_HOST)$/, 'Can redirect to other servers'],
  [/^(SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|AWS_CA_BUNDLE)$/, 'Can trust other servers'],
]

/**
 * What an environment variable can make a program do besides its task, in a few words. Empty if it isn't known for
 * that. Ignores letter case, as Windows does.
 */
export function riskOf(variable: string): string {
  // A program reads everything before the first `=` as the name.
  const name = (variable.split('=', 1)[0] ?? '').toUpperCase()
  return risks.find(([pattern]) => pattern.test(name))?.[1] ?? ''
}
