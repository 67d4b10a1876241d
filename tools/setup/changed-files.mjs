import { run } from './run.mjs'

/**
 * Files that differ from the last commit, including new and deleted ones. Throws if git fails.
 * @param {string} root
 * @returns {Promise<string[]>}
 */
export async function changedFiles(root) {
  const changed = await listed(root, ['diff', '--name-only', '-z', '--relative', 'HEAD'])
  return [...changed, ...(await listed(root, ['ls-files', '--others', '--exclude-standard', '-z']))]
}

async function listed(folder, args) {
  const { code, output } = await run('git', args, { folder })
  if (code !== 0) throw new Error(`git ${args[0]} failed.\n${output}`)
  return output.split('\0').filter(Boolean)
}
