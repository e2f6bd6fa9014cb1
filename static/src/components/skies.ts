/** Two skies over one water: dusk on this side, morning on the other. Only a picture. */
import { html, type TemplateResult } from "lit";

/** The picture fills its box, the horizon at seven tenths of the height. */
export function skies(): TemplateResult {
  return html`<svg class="skies" viewBox="0 0 1088 340" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <defs>
      <linearGradient id="dusk" x2="0" y2="1">
        <stop offset="0" stop-color="#2c3566" />
        <stop offset=".42" stop-color="#5f4c8a" />
        <stop offset=".74" stop-color="#b5727f" />
        <stop offset="1" stop-color="#e9a684" />
      </linearGradient>
      <linearGradient id="morning" x2="0" y2="1">
        <stop offset="0" stop-color="#8eafd6" />
        <stop offset=".5" stop-color="#c2d5e6" />
        <stop offset=".8" stop-color="#f3e2c6" />
        <stop offset="1" stop-color="#f8d8ae" />
      </linearGradient>
      <linearGradient id="dusk-water" x2="0" y2="1">
        <stop offset="0" stop-color="#7f5d85" />
        <stop offset="1" stop-color="#2e3163" />
      </linearGradient>
      <linearGradient id="morning-water" x2="0" y2="1">
        <stop offset="0" stop-color="#e8cba5" />
        <stop offset=".55" stop-color="#b3b2b4" />
        <stop offset="1" stop-color="#7d99bb" />
      </linearGradient>
      <linearGradient id="meet" x2="1">
        <stop offset=".34" stop-color="#000" />
        <stop offset=".41" stop-color="#1c1c1c" />
        <stop offset=".48" stop-color="#808080" />
        <stop offset=".55" stop-color="#e3e3e3" />
        <stop offset=".62" stop-color="#fff" />
      </linearGradient>
      <mask id="other-side"><rect width="1088" height="340" fill="url(#meet)" /></mask>
      <radialGradient id="glow" gradientTransform="matrix(1 0 0 1 0 .45)">
        <stop offset="0" stop-color="#fff1d6" stop-opacity=".8" />
        <stop offset="1" stop-color="#fff3d8" stop-opacity="0" />
      </radialGradient>
    </defs>
    <rect width="1088" height="238" fill="url(#dusk)" />
    <rect y="238" width="1088" height="102" fill="url(#dusk-water)" />
    <g mask="url(#other-side)">
      <rect width="1088" height="238" fill="url(#morning)" />
      <rect y="238" width="1088" height="102" fill="url(#morning-water)" />
    </g>
    <rect x="330" y="98" width="680" height="140" fill="url(#glow)" />
    <g class="stars" fill="#fff">
      <circle cx="270" cy="30" r="1" /><circle cx="320" cy="66" r="1.2" /><circle cx="380" cy="104" r="1" />
      <circle cx="420" cy="34" r="1.2" /><circle cx="196" cy="112" r=".9" /><circle cx="242" cy="104" r=".8" />
    </g>
    <path d="M661 234a46 46 0 0 1 92 0z" fill="#fdf3df" />
    <path d="M661 242a46 46 0 0 0 92 0z" fill="#fdf3df" opacity=".45" />
    <path
      d="M0 220C40 202 66 190 98 190c40 0 36 13 50 13 30 0 44-16 68-16 28 0 34 16 48 16 20 0 26-8 46-8 30 0 40 22 82 29 66 11 120 14 186 14H0z"
      fill="#4a4272"
    />
    <path
      d="M570 238c90-6 150-16 190-28 40-12 66-22 82-34 30-22 44-54 60-54s30 34 58 58c34 26 70 34 128 38v20z"
      fill="#8d9fbf"
    />
    <path d="M868 146c14-14 24-24 34-24s20 12 32 26l-14-4-9 10-9-8-10 9-9-12z" fill="#fbf7f0" />
    <g stroke="#d99c8e" stroke-width="3" stroke-linecap="round" opacity=".75">
      <path d="M158 254h140M182 268h92M204 282h48" />
    </g>
  </svg>`;
}
