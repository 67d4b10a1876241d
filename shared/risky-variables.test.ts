import { expect, test } from 'vitest'
import { riskOf } from './risky-variables.ts'

test.each([
  ...['PATH', 'Path', 'PATHEXT', 'LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES'],
  ...['NODE_OPTIONS', 'node_options', 'PYTHONPATH', 'PYTHONSTARTUP', 'PYTHONHOME', 'PERL5OPT', 'PERL5LIB'],
  ...['PERLLIB', 'RUBYOPT', 'RUBYLIB', 'GIT_SSH_COMMAND', 'GIT_CONFIG_COUNT', 'GIT_EXEC_PATH', 'BASH_ENV'],
  ...['ENV', 'IFS', 'JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS', 'JDK_JAVA_OPTIONS', 'CLASSPATH', 'GCONV_PATH'],
  ...['OPENSSL_CONF', 'DOTNET_STARTUP_HOOKS', 'CORECLR_PROFILER', 'ELECTRON_RUN_AS_NODE', 'ZDOTDIR'],
  ...['BASH_FUNC_ls%%', 'SSH_ASKPASS', 'BROWSER', 'HOME', 'XDG_CONFIG_HOME', 'AWS_CONFIG_FILE'],
  ...[
    'CLOUDSDK_PYTHON',
    'SSL_CERT_FILE',
    'PATH=/evil:',
    'NODE_OPTIONS=--require',
    'HTTPS_PROXY',
    'all_proxy',
  ],
  ...['AWS_ENDPOINT_URL_STS', 'GTK_MODULES', 'GIO_EXTRA_MODULES', 'QT_PLUGIN_PATH', 'LOCPATH', 'NIX_LD'],
  ...['__PYVENV_LAUNCHER__', 'KRB5_CONFIG', 'KRB5CCNAME', 'P11_KIT_STRICT', 'CURL_HOME', 'DOCKER_CONFIG'],
])('%s can make a program do something else', (name) => {
  expect(riskOf(name)).not.toBe('')
})

test.each(['AWS_PROFILE', 'OIDC_ISSUER', 'MYPATH', 'ENVIRONMENT', 'LANG', ''])(
  '%s is unknown for that',
  (name) => {
    expect(riskOf(name)).toBe('')
  },
)
