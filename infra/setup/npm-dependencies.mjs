import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { productNode, repositoryRoot } from './paths.mjs'
import { run } from './run.mjs'
import { StartProblem } from './start-problem.mjs'

/**
 * Whether an installation, as npm describes it in node_modules/.package-lock.json once it is whole, is the one that the
 * lockfile asks for. Packages for other platforms are optional and absent.
 */
export function installationMatches(lockfile, installed) {
  return Object.entries(lockfile.packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true
    const found = installed.packages[path]
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional === true
  })
}

const read = (...path) => JSON.parse(readFileSync(join(repositoryRoot, ...path), 'utf8'))

/** Whether node_modules holds, whole, what the lockfile says; npm writes its own record last. */
export function dependenciesAreCurrent() {
  if (!existsSync(productNode) || !existsSync(join(repositoryRoot, 'node_modules', '.package-lock.json'))) return false
  return installationMatches(read('package-lock.json'), read('node_modules', '.package-lock.json'))
}

/** Installs the dependencies exactly as the lockfile says. */
export async function installDependencies(onLine) {
  const lines = []
  const hear = (line) => {
    lines.push(line)
    onLine(line)
  }
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], {
      cwd: repositoryRoot,
      onLine: hear,
      // npm goes on installing after a SIGTERM; node_modules is then marked incomplete and installed anew.
      endSignal: 'SIGKILL',
    })
  } catch (cause) {
    const reason = lines.find((line) => /^npm error (?!code)\S/.test(line)) ?? cause.message
    throw new StartProblem(
      `Thư viện: npm ci không xong (${reason.trim()}); kiểm tra kết nối tới kho npm và dung lượng đĩa rồi chạy lại.`,
    )
  }
  if (!existsSync(productNode))
    throw new StartProblem(
      `Node 24: gói cho ${process.platform}-${process.arch} không có trong package-lock.json; máy này chưa được hỗ trợ.`,
    )
}
