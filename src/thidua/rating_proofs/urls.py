"""Addresses of the proof of a rating."""

from django.urls import URLPattern, path

from thidua.rating_proofs.views import proof_file, proof_page, script_file

urlpatterns: list[URLPattern] = [
    path(
        "xep-loai/<int:year>/<slug:subject_type>/<path:code>/niem-phong/",
        proof_page,
        name="rating_proof",
    ),
    path(
        "xep-loai/<int:year>/<slug:subject_type>/<path:code>/niem-phong.json",
        proof_file,
        name="rating_proof_taken",
    ),
    path("xep-loai/xep-loai-lai.py", script_file, name="rating_proof_script"),
]
