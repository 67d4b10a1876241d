import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuildContext } from './fetch-sources.ts'

/** Compiles what `fetchSources` prepared and resolves with the path of the program. */
export async function compileApiserver({ work, version, run, stage }: BuildContext): Promise<string> {
  const sources = join(work, 'gopath/src/k8s.io/kubernetes')
  const environment = goEnvironment(work)
  const go = (...args: string[]) =>
    run(join(work, 'root/usr/lib/go-1.19/bin/go'), args, { folder: sources, environment })

  await replaceReflect2(work, sources)
  stage('generating the OpenAPI definitions')
  const generator = join(work, 'openapi-gen')
  await go('build', '-o', generator, 'k8s.io/kubernetes/vendor/k8s.io/kube-openapi/cmd/openapi-gen')
  const output = { folder: sources, environment }
  await run(generator, generatorArguments(work, await markedPackages(sources, run)), output)

  stage('compiling kube-apiserver')
  const binary = join(work, 'kube-apiserver')
  await go(
    'build',
    '-ldflags',
    `-s -w ${stamps(version)}`,
    '-o',
    binary,
    'k8s.io/kubernetes/cmd/kube-apiserver',
  )
  return binary
}

function goEnvironment(work: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return {
    PATH,
    HOME,
    GOROOT: join(work, 'root/usr/lib/go-1.19'),
    GOPATH: join(work, 'gopath'),
    GOCACHE: join(work, 'go-cache'),
    GOTMPDIR: work,
    GOENV: 'off',
    GOFLAGS: '',
    GO111MODULE: 'off',
    CGO_ENABLED: '0',
  }
}

/** The vendored reflect2 1.0.1 corrupts memory under Go 1.18 and later, so that every write panics. */
async function replaceReflect2(work: string, sources: string): Promise<void> {
  const vendored = join(sources, 'vendor/github.com/modern-go/reflect2')
  await rm(vendored, { recursive: true })
  await cp(join(work, 'root/usr/share/gocode/src/github.com/modern-go/reflect2'), vendored, {
    recursive: true,
  })
  for (const name of await readdir(vendored)) {
    if (name.endsWith('_test.go')) await rm(join(vendored, name))
  }
}

const staging = ['api', 'apimachinery', 'apiserver', 'apiextensions-apiserver', 'client-go', 'component-base']
const searched = [
  ...[...staging, 'kube-aggregator', 'metrics'].map((name) => `staging/src/k8s.io/${name}`),
  'pkg/apis',
  'vendor/k8s.io',
]

/** The import paths of all packages marked for the generator. */
async function markedPackages(sources: string, run: BuildContext['run']): Promise<string[]> {
  const mark = String.raw`\+k8s:openapi-gen=`
  const found = await run('grep', ['-rlE', '--include=*.go', mark, ...searched], { folder: sources })
  const folders = found
    .trim()
    .split('\n')
    .map((file) => file.slice(0, file.lastIndexOf('/')))
  const paths = folders.map((folder) =>
    folder.replace(/^(staging\/src|vendor)\//, '').replace(/^pkg\//, 'k8s.io/kubernetes/pkg/'),
  )
  return [...new Set(paths)].filter((path) => !path.includes('/test')).sort()
}

function generatorArguments(work: string, packages: string[]): string[] {
  const flags = {
    'input-dirs': packages.join(','),
    'output-package': 'k8s.io/kubernetes/pkg/generated/openapi',
    'output-file-base': 'zz_generated.openapi',
    'go-header-file': 'hack/boilerplate/boilerplate.generatego.txt',
    'report-filename': join(work, 'violations'),
    'output-base': join(work, 'gopath/src'),
  }
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
}

/** Linker flags that set the program's version, which would otherwise be 0.0 to clients. */
function stamps(version: string): string {
  const [major = '', minor = ''] = version.split('.')
  const values = {
    gitVersion: `v${version}`,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'archive',
    gitCommit: 'debian',
    buildDate: '1970-01-01T00:00:00Z',
  }
  const packages = ['component-base/version', 'client-go/pkg/version']
  return packages
    .flatMap((name) =>
      Object.entries(values).map(
        ([key, value]) => `-X k8s.io/kubernetes/vendor/k8s.io/${name}.${key}=${value}`,
      ),
    )
    .join(' ')
}
