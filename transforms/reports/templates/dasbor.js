"use strict";
// Extras for those who run scripts; every page is complete without them.
(() => {
  const el = (nama, atribut, teks) => {
    const e = document.createElement(nama);
    for (const k in atribut) e.setAttribute(k, atribut[k]);
    if (teks) e.textContent = teks;
    return e;
  };
  const angka = (t) => (t !== "" && isFinite(t) ? Number(t) : null);
  const banding = (a, b) => {
    const x = angka(a), y = angka(b);
    return x !== null && y !== null ? x - y : String(a).localeCompare(String(b), "id");
  };
  const alat = (tabel) => {
    const gulir = tabel.closest(".gulir");
    let a = gulir.previousElementSibling;
    if (!a || !a.classList.contains("alat")) gulir.before((a = el("div", { class: "alat" })));
    return a;
  };

  const kepala = []; // [header cell, its button]: printers do not repeat buttons on further pages
  document.querySelectorAll("table.urut").forEach((tabel) => {
    const badan = tabel.tBodies[0];
    tabel.querySelectorAll("thead th").forEach((th, n) => {
      const tombol = el("button", { type: "button" }, th.textContent);
      th.replaceChildren(tombol);
      kepala.push([th, tombol]);
      tombol.addEventListener("click", () => {
        const arah = th.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        tabel.querySelectorAll("[aria-sort]").forEach((x) => x.removeAttribute("aria-sort"));
        th.setAttribute("aria-sort", arah === 1 ? "ascending" : "descending");
        const nilai = (tr) => tr.cells[n].dataset.s;
        const isi = [...badan.rows].filter((tr) => !tr.className);
        const tetap = [...badan.rows].filter((tr) => tr.className);
        isi.sort((p, q) => (!nilai(p) - !nilai(q)) || arah * banding(nilai(p), nilai(q)));
        badan.append(...isi, ...tetap);
      });
    });
  });

  document.querySelectorAll("table.saring").forEach((tabel, n) => {
    const baris = [...tabel.tBodies[0].rows];
    if (baris.length < 6) return;
    const kotak = el("input", { type: "search", id: "saring" + n, placeholder: "Cari dalam tabel", "aria-label": "Cari dalam tabel" });
    const jumlah = el("span", { "aria-live": "polite" });
    const teks = baris.map((tr) => tr.textContent.toLowerCase());
    kotak.addEventListener("input", () => {
      const kata = kotak.value.toLowerCase().split(/\s+/).filter(Boolean);
      let tampak = 0;
      baris.forEach((tr, i) => {
        tr.hidden = !kata.every((k) => teks[i].includes(k));
        tampak += !tr.hidden;
      });
      jumlah.textContent = kata.length ? tampak + " dari " + baris.length + " baris" : "";
    });
    alat(tabel).append(kotak, jumlah);
  });

  document.querySelectorAll("table.jenjang").forEach((tabel) => {
    const tombol = ["Program", "Kegiatan", "Sub kegiatan"].map((teks, t) => {
      const b = el("button", { type: "button" }, teks);
      b.addEventListener("click", () => tampilkan(t));
      return b;
    });
    const tampilkan = (sampai) => {
      tabel.querySelectorAll("tr[data-t]").forEach((tr) => (tr.hidden = Number(tr.dataset.t) > sampai));
      tombol.forEach((b, t) => b.setAttribute("aria-pressed", t === sampai));
    };
    alat(tabel).append(el("span", {}, "Tampilkan sampai:"), ...tombol);
    tampilkan(tabel.rows.length > 60 ? 1 : 2);
  });

  document.addEventListener("click", (kejadian) => { // where hovering is impossible
    const angka = kejadian.target.closest("td[title], .besar[title]");
    if (angka && !kejadian.target.closest("a")) angka.classList.toggle("asal");
  });

  const menu = document.querySelector(".menu");
  if (menu) {
    const asal = el("button", { type: "button", "aria-pressed": "false" }, "Sel asal");
    asal.addEventListener("click", () => {
      asal.setAttribute("aria-pressed", document.body.classList.toggle("tampil-asal"));
    });
    const akar = document.documentElement;
    const gelap = () => akar.dataset.tema === "gelap" || (!akar.dataset.tema && matchMedia("(prefers-color-scheme: dark)").matches);
    const tema = el("button", { type: "button" }, "Terang/gelap");
    tema.addEventListener("click", () => (akar.dataset.tema = gelap() ? "terang" : "gelap"));
    menu.append(asal, tema);
  }
  addEventListener("beforeprint", () => kepala.forEach(([th, tombol]) => th.replaceChildren(tombol.textContent)));
  addEventListener("afterprint", () => kepala.forEach(([th, tombol]) => th.replaceChildren(tombol)));
})();
