/** A day as a hospital's papers write it, `dd/MM/yyyy`. */
export const writtenDate = (date: string): string => date.split('-').toReversed().join('/')
