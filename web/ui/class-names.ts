import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// Without these names, text-dense would count as a colour and be dropped beside text-quiet.
const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['small', 'dense', 'body', 'lead', 'head', 'title', 'or'] }],
    },
  },
})

/** Joins class lists; a later class of the same kind wins, so a caller's layout class overrides the default. */
export const classNames = (...lists: ClassValue[]): string => merge(clsx(lists))
