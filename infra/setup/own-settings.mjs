import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './paths.mjs'
import { StartProblem } from './start-problem.mjs'

/** A name and what stands behind it: in quotes, or up to a blank and a number sign. */
const line = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*(?:\s#.*)?$/

/**
 * Takes the deployment's own settings from a file, the checkout's `.env` unless another is named, so that the product and every
 * command beside it see the same ones; what the shell says comes first, and what is left empty counts as not said. Tests do not
 * read it. It is read here and not by Node, since Debian's own cannot yet.
 */
export function takeOwnSettings(file = join(repositoryRoot, '.env')) {
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    if (cause.code === 'ENOENT') return
    throw new StartProblem(`Không đọc được ${file}: ${cause.message}`)
  }
  for (const [number, content] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(content)) continue
    const [, name, ...values] = line.exec(content) ?? []
    if (name === undefined) throw new StartProblem(`${file}, dòng ${number + 1}: phải có dạng TÊN=giá trị.`)
    const value = values.find((one) => one !== undefined) ?? ''
    if (value !== '') process.env[name] ??= value
  }
}
