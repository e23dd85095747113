/** A generator of pseudo-random numbers that gives the same sequence for the same seed, on every machine (mulberry32). */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from 0 to n - 1. */
  below(n) {
    return Math.floor(this.next() * n);
  }

  /** A whole number from min to max, both included. */
  between(min, max) {
    return min + this.below(max - min + 1);
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** Up to n different members of the list, in random order. */
  some(list, n) {
    const rest = [...list];
    const chosen = [];
    while (chosen.length < n && rest.length > 0) {
      chosen.push(...rest.splice(this.below(rest.length), 1));
    }
    return chosen;
  }

  /** The result of one of the functions. Each entry is [weight, function]. */
  weighted(entries) {
    let at = this.next() * entries.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of entries) {
      at -= weight;
      if (at < 0) {
        return make();
      }
    }
    return entries[0][1]();
  }
}
