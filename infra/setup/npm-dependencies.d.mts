interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string; readonly optional?: boolean; readonly link?: boolean }>>
}
/** Whether an installation, as npm describes it once it is whole, is the one that the lockfile asks for. */
export declare function installationMatches(lockfile: Lockfile, installed: Lockfile): boolean
/** Whether node_modules holds, whole, what the lockfile says. */
export declare function dependenciesAreCurrent(): boolean
