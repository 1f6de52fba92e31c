import { withoutFamily, withRelease, type NewRelease } from './republished'
import type { World } from './wizard'

/** What a renewal needs from outside. */
export type RenewalDoors = {
  /** The release of a family in force; null while it is the one of this version. `CLOSED`: none is. */
  releaseInForce: (
    family: string,
    version: number | undefined,
  ) => Promise<NewRelease | 'CLOSED' | null>
  /** Hears of a release that came into force, with the world before and after it. */
  taken: (release: NewRelease, before: World, after: World) => void
  /** Hears of a family that was retired, likewise. */
  closed: (family: string, before: World, after: World) => void
}

/**
 * Takes up releases that come into force while the wizard is open, and families that are retired. Each is taken up once, however often and
 * from however old a form it is asked for: the second time what it did would be news no more.
 */
export class Renewal {
  private readonly running = new Map<string, Promise<void>>()

  constructor(
    private readonly doors: RenewalDoors,
    private world: World,
  ) {}

  /**
   * Answers whether the release of the family is another one by now than in the world that the asking form
   * knows. A server that cannot be reached changes nothing.
   */
  async renew(family: string, known: World): Promise<boolean> {
    const running = this.running.get(family) ?? this.look(family)
    this.running.set(family, running)
    await running
    return this.world.releases[family] !== known.releases[family]
  }

  private async look(family: string): Promise<void> {
    const release = await this.doors
      .releaseInForce(family, this.world.releases[family])
      .catch(() => null)
    this.running.delete(family)
    if (release === null) return

    const before = this.world
    if (release === 'CLOSED') {
      if (!before.families[family]) return
      this.world = withoutFamily(before, family)
      return this.doors.closed(family, before, this.world)
    }
    this.world = withRelease(before, release)
    this.doors.taken(release, before, this.world)
  }
}
