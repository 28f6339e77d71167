import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { productNode, repositoryRoot } from './paths.mjs'
import { run } from './run.mjs'
import { StartProblem } from './start-problem.mjs'

const stamp = join(repositoryRoot, 'node_modules', '.lien-vien-lockfile')

const lockfileDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(repositoryRoot, 'package-lock.json')))
    .digest('hex')

/** Whether node_modules was installed, whole, from the lockfile as it is now. */
export function dependenciesAreCurrent() {
  return existsSync(productNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileDigest()
}

/** Notes that node_modules holds exactly what the lockfile says; written last, so that a broken-off install is repeated. */
const noteInstalled = () => writeFileSync(stamp, lockfileDigest())

/** Installs the dependencies exactly as the lockfile says. */
export async function installDependencies(onLine) {
  const digest = lockfileDigest()
  try {
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: repositoryRoot, onLine })
  } catch (cause) {
    const reason = (cause.tail ?? cause.message).split('\n').find((line) => line.includes('npm error')) ?? cause.message
    throw new StartProblem(
      `Thư viện: npm ci không xong (${reason.trim()}); kiểm tra kết nối tới kho npm và dung lượng đĩa rồi chạy lại.`,
    )
  }
  if (!existsSync(productNode))
    throw new StartProblem(
      `Node 24: gói cho ${process.platform}-${process.arch} không có trong package-lock.json; máy này chưa được hỗ trợ.`,
    )
  if (digest === lockfileDigest()) noteInstalled()
}
