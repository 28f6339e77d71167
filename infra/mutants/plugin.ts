import { relative } from 'node:path'
import { withoutGuard } from './mutants.ts'

/** Takes the guard that MUTANT_GUARD names out of its module whenever that is read; does nothing without it. */
export function mutantPlugin() {
  return {
    name: 'mutant',
    enforce: 'pre' as const,
    transform: (source: string, id: string): string | undefined => {
      const [file, guard] = (process.env['MUTANT_GUARD'] ?? '').split('#')
      return guard !== undefined && relative(process.cwd(), id) === file ? withoutGuard(source, guard) : undefined
    },
  }
}
